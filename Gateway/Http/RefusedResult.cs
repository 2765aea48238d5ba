namespace OrleansOps.Http;

/// <summary>Answers a request with a problem.</summary>
internal sealed class RefusedResult(Refusal refusal) : IResult, IStatusCodeHttpResult
{
    public int? StatusCode => refusal.Status;

    public Task ExecuteAsync(HttpContext httpContext) => Problems.Write(httpContext, refusal);
}
