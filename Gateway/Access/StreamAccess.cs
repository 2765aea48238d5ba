using OrleansOps.Health;

namespace OrleansOps.Access;

/// <summary>
/// A stream can outlive the token or session that opened it. So it is asked about while the stream is open, and the stream ends when
/// it opens nothing any more. An open stream is a use of its session.
/// </summary>
internal sealed class StreamAccess(TokenChecks tokens, SessionChecks sessions, TimeProvider time)
{
    /// <summary>Together with the time that a yes is remembered: 5 seconds at the latest.</summary>
    private static readonly TimeSpan AskEvery = TimeSpan.FromSeconds(1);

    /// <summary>Ends the stream when its token or session is over. Returns when the stream ends, for whatever reason.</summary>
    public async Task Watch(HttpContext http, CancellationTokenSource stream)
    {
        while (!stream.IsCancellationRequested)
        {
            await Task.Delay(AskEvery, time, stream.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (!stream.IsCancellationRequested && !await MayGoOn(http))
            {
                await stream.CancelAsync();
            }
        }
    }

    private async Task<bool> MayGoOn(HttpContext http)
    {
        try
        {
            return http.Request.Headers.Authorization.Count > 0
                ? (await tokens.Check(http.PresentedToken(), http.Connection.RemoteIpAddress)) is { Token: not null } or { Wait: not null }
                : await sessions.Check(http) is { Session: not null };
        }
        catch (Exception unknown) when (unknown.MeansUnavailable())
        {
            return true;   // asked again in a moment
        }
    }
}
