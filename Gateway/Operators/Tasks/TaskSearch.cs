using OrleansOps.Access;
using OrleansOps.Http;
using OrleansOps.Operators.Agents;
using OrleansOps.Tasks;

namespace OrleansOps.Operators.Tasks;

/// <summary>Which tasks the address of a request asks for: the same words for lists, counts and live changes.</summary>
internal sealed class TaskSearch(AgentNames names)
{
    private const int TextLength = 128;

    /// <summary>Whoever asks.</summary>
    private const string Me = "me";

    public async Task<(TaskQuery? Query, Refusal? Refusal)> Read(HttpContext http)
    {
        var asked = http.Request.Query;
        var refusal = TaskQueries.Parse(null, One(asked, "label"), One(asked, "open"), One(asked, "limit"), One(asked, "cursor"), out var query);
        DateTimeOffset? since = null, until = null;
        IReadOnlyList<TaskPhase>? phases = null;
        refusal ??= Phases(asked, out phases) ?? Text("text", One(asked, "text")) ?? Text("by", One(asked, "by")) ?? QueryValues.Time("since", One(asked, "since"), out since) ?? QueryValues.Time("until", One(asked, "until"), out until);
        if (refusal is not null)
        {
            return (null, refusal);
        }

        var mine = One(asked, "by") is Me;
        query = query with
        {
            Phases = phases,
            Text = One(asked, "text"),
            Since = since,
            Until = until,
            SubmittedBy = mine ? http.User.TokenName() : One(asked, "by"),
            SubmittedById = mine ? http.User.TokenId() : null,
        };
        if (One(asked, "agent") is not { } agent)
        {
            return (query, null);
        }

        var (found, unknown) = await names.Resolve(agent);
        return found is null ? (null, unknown) : (query with { AgentId = found.Id }, null);
    }

    private static Refusal? Phases(IQueryCollection asked, out IReadOnlyList<TaskPhase>? phases)
    {
        phases = null;
        var found = new HashSet<TaskPhase>();
        foreach (var name in asked["phase"].SelectMany(value => (value ?? "").Split(',')))
        {
            if (TaskQueries.Parse(name, null, null, null, null, out var query) is { } refusal)
            {
                return refusal;
            }

            found.Add(query.Phase!.Value);
        }

        phases = found.Count == 0 ? null : found.ToArray();
        return null;
    }

    private static Refusal? Text(string field, string? text) => text is null or { Length: > 0 and <= TextLength }
        ? null
        : Refusal.Bad(Api.ProblemCodes.InvalidValue, field, $"'{field}' must have 1 to {TextLength} characters.");

    private static string? One(IQueryCollection asked, string name) => asked.TryGetValue(name, out var values) ? values[^1] : null;
}
