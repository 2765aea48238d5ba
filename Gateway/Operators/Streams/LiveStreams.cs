using Microsoft.Extensions.Options;
using OrleansOps.Access;
using OrleansOps.Http;
using OrleansOps.Metrics;

namespace OrleansOps.Operators.Streams;

/// <summary>Runs event streams: a bounded number of them, each for as long as its reader may and wants to read.</summary>
internal sealed class LiveStreams(
    Followers followers, StreamAccess access, GatewayMeter meter, IOptions<LogFollowOptions> options, TimeProvider time, IHostApplicationLifetime lifetime)
{
    private static readonly TimeSpan ComeAgainAfter = TimeSpan.FromSeconds(1);

    public async Task<IResult> Run(HttpContext http, Func<EventStream, CancellationToken, Task> follow)
    {
        using var seat = followers.Enter(http.User.TokenId());
        if (seat is null)
        {
            return meter.Refuse(followers.Full());
        }

        using var ending = CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted, lifetime.ApplicationStopping);
        var watching = access.Watch(http, ending);
        try
        {
            await using var events = new EventStream(http.Response, options.Value.ReadWithin, time, ending.Token);
            events.Retry(ComeAgainAfter);
            await events.Open();
            await follow(events, ending.Token);
        }
        catch (OperationCanceledException) when (ending.IsCancellationRequested || http.Response.HasStarted)
        {
            // The reader is gone or may read no more, or the gateway stops: a reader that is there comes again.
        }
        finally
        {
            await ending.CancelAsync();
            await watching;
        }

        return TypedResults.Empty;
    }
}
