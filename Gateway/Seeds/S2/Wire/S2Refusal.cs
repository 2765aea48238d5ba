using System.Text.Json.Serialization;
using OrleansOps.Http;

namespace OrleansOps.Seeds.S2.Wire;

/// <summary>Why something is not done, in the words of S2.</summary>
/// <param name="Code">1001, 1002 or 1003; where S2 has none, none.</param>
internal sealed record S2Refusal([property: JsonIgnore] int Status, int? Code, string Error) : IResult, IStatusCodeHttpResult
{
    public static readonly S2Refusal Off = new(
        StatusCodes.Status503ServiceUnavailable, 1001, "control planes of S2 are not let in here: neither Gateway:S2:SharedSecretFile nor Gateway:S2:SharedSecret is given");

    public static readonly S2Refusal NoSignature = Forbidden("missing signature headers");

    public static readonly S2Refusal NoTime = Forbidden("invalid timestamp");

    public static readonly S2Refusal FarTime = Forbidden("timestamp skew too large");

    public static readonly S2Refusal WrongSignature = Forbidden("invalid signature");

    public static readonly S2Refusal TooManyWrong = new(StatusCodes.Status429TooManyRequests, 1002, "too many requests without a right signature from this address");

    public static readonly S2Refusal TooMany = new(StatusCodes.Status429TooManyRequests, 1002, "too many requests: the limit is Gateway:Access:RequestsPerSecond");

    public static readonly S2Refusal TooLarge = new(StatusCodes.Status413PayloadTooLarge, 1002, $"the body has more than {HttpLimits.BodyBytes} bytes");

    public static readonly S2Refusal UnknownAgent = new(StatusCodes.Status404NotFound, 1003, "agent not found");

    /// <summary>At the doors for control and upgrade S2 says no number.</summary>
    public static readonly S2Refusal UnknownAgentPlain = UnknownAgent with { Code = null };

    public static readonly S2Refusal NotActive = Plain(StatusCodes.Status503ServiceUnavailable, "agent is not active");

    public static readonly S2Refusal UnknownTask = new(StatusCodes.Status404NotFound, 1003, "task not found in pending store");

    public static readonly S2Refusal UnknownTaskOfNobody = new(StatusCodes.Status404NotFound, 1003, "agent not found and task not found in pending store");

    int? IStatusCodeHttpResult.StatusCode => Status;

    public static S2Refusal Bad(string why) => new(StatusCodes.Status400BadRequest, 1002, why);

    public static S2Refusal Conflict(string why) => new(StatusCodes.Status409Conflict, 1002, why);

    public static S2Refusal Plain(int status, string why) => new(status, null, why);

    public Task ExecuteAsync(HttpContext httpContext)
    {
        httpContext.Response.StatusCode = Status;
        if (Status is StatusCodes.Status503ServiceUnavailable or StatusCodes.Status429TooManyRequests)
        {
            httpContext.Response.Headers.RetryAfter = Status == StatusCodes.Status429TooManyRequests ? "1" : "60";   // what is shut or away is so for longer
        }

        return httpContext.Response.WriteAsJsonAsync(this, S2Json.Default.S2Refusal, contentType: null, httpContext.RequestAborted);
    }

    private static S2Refusal Forbidden(string why) => Plain(StatusCodes.Status403Forbidden, why);
}
