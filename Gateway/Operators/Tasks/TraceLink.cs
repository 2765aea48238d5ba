namespace OrleansOps.Operators.Tasks;

/// <summary>Where an operator can look at a trace.</summary>
/// <param name="template">An address with the place of the trace's id in it; null: nowhere.</param>
internal sealed class TraceLink(string? template)
{
    /// <summary>Stands for the trace's id in the address of a trace.</summary>
    private const string Place = "{traceId}";

    public string? To(string? traceId) => traceId is null ? null : template?.Replace(Place, traceId, StringComparison.Ordinal);

    /// <summary>Whether addresses of traces can be made of it; none need be.</summary>
    public static bool IsTemplate(string? template) =>
        template is null
        || (template.Contains(Place, StringComparison.Ordinal)
            && Uri.TryCreate(new TraceLink(template).To(new string('0', 32)), UriKind.Absolute, out var address)
            && address.Scheme is ("https" or "http"));
}
