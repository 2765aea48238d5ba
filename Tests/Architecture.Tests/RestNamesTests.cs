using System.Text.Json;

namespace OrleansOps.Architecture;

/// <summary>
/// What REST says is named by its side: a body that is sent is an order and begins with its verb, an answer is a thing. No Request and no Response at the
/// end of all: the names stand in the description that others make their clients of.
/// </summary>
public sealed class RestNamesTests
{
    private static readonly string[] Verbs = ["Add", "Create", "Decide", "Drain", "Edit", "Preview", "Put", "Resize", "Retry", "RollBack", "Run", "Submit", "Test"];

    /// <summary>What was asked for, as it can be asked for again.</summary>
    private static readonly string[] BothWays = ["SubmitTask"];

    /// <summary>What agents say, in the words of their protocol.</summary>
    private static readonly string[] OfAgents = ["EnrolReply", "EnrolRequest"];

    [Fact]
    public void BodiesAreOrdersAndAnswersAreThings()
    {
        using var description = JsonDocument.Parse(Repository.Read("Api/openapi.json"));
        var operations = description.RootElement.GetProperty("paths").EnumerateObject().SelectMany(path => path.Value.EnumerateObject()).Select(operation => operation.Value).ToList();
        var sent = NamesIn(operations, "requestBody");
        var answered = NamesIn(operations, "responses");

        Assert.True(sent.Count > 4 && answered.Count > 15, $"Only {sent.Count} bodies and {answered.Count} answers were found.");
        Assert.Empty(sent.Where(name => !IsOrder(name)).Select(name => $"{name} is sent: name it after what it asks for, with one of {string.Join(", ", Verbs)} or a new verb in this test."));
        Assert.DoesNotContain(answered.Except(BothWays, StringComparer.Ordinal), IsOrder);
        Assert.DoesNotContain(sent.Concat(answered), name => name.EndsWith("Request", StringComparison.Ordinal) || name.EndsWith("Response", StringComparison.Ordinal));
    }

    private static bool IsOrder(string name) => Verbs.Any(verb => name.StartsWith(verb, StringComparison.Ordinal));

    private static HashSet<string> NamesIn(IEnumerable<JsonElement> operations, string part) =>
    [
        .. operations.Where(operation => operation.ValueKind == JsonValueKind.Object && operation.TryGetProperty(part, out _))
            .SelectMany(operation => References(operation.GetProperty(part))).Select(reference => reference[(reference.LastIndexOf('/') + 1)..])
            .Except(OfAgents, StringComparer.Ordinal),
    ];

    private static IEnumerable<string> References(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => element.EnumerateObject().SelectMany(field => field.NameEquals("$ref") ? [field.Value.GetString()!] : References(field.Value)),
        JsonValueKind.Array => element.EnumerateArray().SelectMany(References),
        _ => [],
    };
}
