using System.Buffers;
using System.ComponentModel;
using System.Globalization;
using OrleansOps.Access;
using OrleansOps.Http;

namespace OrleansOps.Operators.Access;

/// <summary>Reading the trail of changes.</summary>
internal static class AuditEndpoints
{
    private const int TextLength = 128;

    private static readonly SearchValues<char> CursorCharacters = SearchValues.Create("0123456789-");

    public static void MapAudit(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/audit", List).WithTags("Access").WithName("listAudit").WithSummary("Lists who changed what, newest first.")
            .Answers<Api.AuditList>(StatusCodes.Status200OK).Refuses(StatusCodes.Status400BadRequest);

    private static async Task<IResult> List(
        IGrainFactory grains,
        [Description("Only events of then or later (RFC 3339).")] string? since = null,
        [Description("Only events before (RFC 3339).")] string? until = null,
        [Description("Only events of the token with this id or name.")] string? by = null,
        [Description("Only events of this operation, such as createToken.")] string? action = null,
        [Description("Only events about the thing with this id.")] string? target = null,
        [Description("1 to 500; default 100.")] string? limit = null,
        [Description("From nextCursor of the page before.")] string? cursor = null)
    {
        DateTimeOffset? from = null, to = null;
        var items = 0;
        var refusal = QueryValues.Time("since", since, out from) ?? QueryValues.Time("until", until, out to)
            ?? Text("by", by) ?? Text("action", action) ?? Text("target", target) ?? QueryValues.Items(limit, out items) ?? Cursor(cursor);
        if (refusal is not null)
        {
            return refusal.ToResult();
        }

        var page = await grains.GetGrain<IAuditGrain>(0).List(
            new AuditQuery { Since = from, Until = to, By = by, Action = action, Target = target, Limit = items, Cursor = cursor });
        return TypedResults.Ok(new Api.AuditList([.. page.Items.Select(Show)], page.NextCursor));
    }

    private static Refusal? Text(string field, string? text) => text is null || (text.Length is > 0 and <= TextLength && ShownText.IsPrintable(text))
        ? null
        : Refusal.Bad(Api.ProblemCodes.InvalidValue, field, $"'{field}' must be 1 to {TextLength} printable characters.");

    private static Refusal? Cursor(string? cursor) =>
        cursor is null || (cursor.Length <= 40 && !cursor.AsSpan().ContainsAnyExcept(CursorCharacters)
            && cursor.Split('-') is [var ms, var number, .. [] or ["1"]] && ulong.TryParse(ms, CultureInfo.InvariantCulture, out _) && long.TryParse(number, CultureInfo.InvariantCulture, out _))
            ? null
            : Refusal.Bad(Api.ProblemCodes.InvalidCursor, "cursor", "'cursor' must be nextCursor of the page before.");

    private static Api.AuditEvent Show(AuditEvent happened) => new()
    {
        Id = happened.Id,
        At = happened.At,
        TokenId = happened.TokenId,
        Name = happened.TokenName,
        SessionId = happened.SessionId,
        From = happened.From,
        Action = happened.Action,
        Target = happened.Target,
        Detail = happened.Detail,
        Outcome = happened.Outcome,
        Status = happened.Status,
    };
}
