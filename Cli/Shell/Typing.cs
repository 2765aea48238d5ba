using System.Threading.Channels;

namespace OrleansOps.Cli;

/// <summary>
/// Brings what is typed to the task, in its order and each byte once: what is not confirmed is said again at the same place, whatever broke in between. What is typed
/// meanwhile goes along with the next piece.
/// </summary>
internal sealed class Typing(ControlPlane server, string taskId, TimeProvider time, TimeSpan reconnectFor)
{
    private const int MostAtOnce = 16 * 1024;

    private static readonly TimeSpan FirstRest = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan LongestRest = TimeSpan.FromSeconds(1);

    private readonly Channel<byte[]> _keys = Channel.CreateBounded<byte[]>(64);

    /// <summary>Waits while much is under way, as a terminal does.</summary>
    public ValueTask Add(byte[] keys, CancellationToken cancel) => _keys.Writer.WriteAsync(keys, cancel);

    /// <summary>Ends when the task takes no more, with why; or never.</summary>
    /// <param name="at">Where the first byte stands.</param>
    /// <param name="cancel">The task is over, or the person left.</param>
    public async Task Run(long at, CancellationToken cancel)
    {
        var (pending, rest) = (new List<byte>(), FirstRest);
        var retries = new RetryPolicy(time, reconnectFor);
        while (true)
        {
            if (pending.Count == 0)
            {
                pending.AddRange(await _keys.Reader.ReadAsync(cancel));
            }

            while (pending.Count < MostAtOnce && _keys.Reader.TryRead(out var more))
            {
                pending.AddRange(more);
            }

            var (from, keys) = (at, pending.Take(MostAtOnce).ToArray());
            var typed = await retries.Try(() => server.Type(taskId, new KeysTyped(from, keys), cancel), Retry.AfterContact, cancel);
            var taken = (int)Math.Min(keys.Length, Math.Max(0, typed - at));
            pending.RemoveRange(0, taken);
            at = Math.Max(at, typed);
            if (taken == 0)
            {
                await Task.Delay(rest, time, cancel);   // nothing there reads just now
                rest = rest * 2 < LongestRest ? rest * 2 : LongestRest;
            }
            else
            {
                rest = FirstRest;
            }
        }
    }
}
