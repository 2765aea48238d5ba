using System.Globalization;
using System.Text.Json;

namespace OrleansOps.Http;

/// <summary>Writes refusals as RFC 9457 problems.</summary>
internal static class Problems
{
    public const string ContentType = "application/problem+json";

    public static RefusedResult ToResult(this Refusal refusal) => new(refusal);

    public static Api.Problem Describe(Refusal refusal) => new()
    {
        Type = $"urn:ops:problem:{refusal.Code}",
        Title = refusal.Title,
        Status = refusal.Status,
        Detail = refusal.Detail,
        Code = refusal.Code,
        See = refusal.See,
        Errors = refusal.Field is { } field
            ? new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal) { [field] = [refusal.Detail] }
            : null,
    };

    public static async Task Write(HttpContext http, Refusal refusal)
    {
        http.Response.StatusCode = refusal.Status;
        http.Response.ContentType = ContentType;
        if (refusal.RetryAfter is { } wait)
        {
            http.Response.Headers.RetryAfter = Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        }

        var body = JsonSerializer.SerializeToUtf8Bytes(Describe(refusal), WebJson.Context.Problem);
        http.Response.ContentLength = body.Length;
        if (!HttpMethods.IsHead(http.Request.Method))
        {
            await http.Response.Body.WriteAsync(body, http.RequestAborted);
        }
    }
}
