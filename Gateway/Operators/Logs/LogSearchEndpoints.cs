using System.ComponentModel;
using OrleansOps.Http;
using OrleansOps.Logs;
using OrleansOps.Operators.Tasks;
using OrleansOps.Tasks;

namespace OrleansOps.Operators.Logs;

/// <summary>Searching a log on the server, so that a browser need not have all of it.</summary>
internal static class LogSearchEndpoints
{
    private const int TextLength = 256;
    private const int MostMatches = 1_000;
    private const int DefaultMatches = 200;

    public static void MapLogSearch(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/tasks/{id}/log/search", Search).WithTags("Logs").WithName("searchLog")
            .WithSummary("Finds a text in a task's log, a bounded part at a time: go on with from = next until next is missing.")
            .Answers<Api.LogSearchPage>(StatusCodes.Status200OK).Refuses(StatusCodes.Status400BadRequest, StatusCodes.Status404NotFound);

    private static async Task<IResult> Search(
        string id, IGrainFactory grains, LogSearch search, HttpContext http,
        [Description("What to look for, 1 to 256 characters of one line. Colours and other terminal sequences are looked past.")] string? q = null,
        [Description("Number of the first record to look at; default 1.")] string? from = null,
        [Description("1 to 1000 matches; default 200.")] string? limit = null,
        [Description("true: upper and lower case differ. Default false.")] string? @case = null,
        [Description("stdout or stderr; default both.")] string? stream = null,
        [Description("true: q is a regular expression, without look-around and back references. Default false.")] string? regex = null)
    {
        var (first, matches) = (1L, DefaultMatches);
        LogStream? only = null;
        var refusal = TaskQueries.Id(id) ?? Text(q) ?? LogQueries.From(from, out first) ?? LogQueries.Stream(stream, out only)
            ?? QueryValues.Number("limit", limit, 1, MostMatches, DefaultMatches, out matches) ?? YesOrNo("case", @case) ?? YesOrNo("regex", regex);
        if (refusal is not null)
        {
            return refusal.ToResult();
        }

        var pattern = regex == "true" ? LogSearchQuery.PatternOf(q!, @case == "true") : null;
        if (regex == "true" && pattern is null)
        {
            return Refusal.Bad(Api.ProblemCodes.InvalidPattern, "q", "'q' is no regular expression that can be searched for: look-around and back references are not known.").ToResult();
        }

        return await grains.GetGrain<ITaskGrain>(id).Describe() is null
            ? TaskRefusals.Unknown(id).ToResult()
            : TypedResults.Ok(await search.Find(id, new LogSearchQuery(q!, @case == "true", only, first, matches, pattern), http.RequestAborted));
    }

    private static Refusal? Text(string? text) => text is { Length: > 0 and <= TextLength } && !text.Any(char.IsControl)
        ? null
        : Refusal.Bad(Api.ProblemCodes.InvalidValue, "q", $"'q' must be 1 to {TextLength} characters of one line.");

    private static Refusal? YesOrNo(string name, string? text) => text is null or "true" or "false" ? null : Refusal.Bad(Api.ProblemCodes.InvalidValue, name, $"'{name}' must be true or false.");
}
