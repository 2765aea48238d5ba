using System.Diagnostics;

namespace OrleansOps.EndToEnd;

/// <summary>Waits for something that another process does. Asks often, and says at the limit what was there instead.</summary>
internal static class Eventually
{
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(50);

    public static async Task<T> Is<T>(string expected, Func<Task<T>> look, Func<T, bool> fits, TimeSpan? within = null)
    {
        var limit = within ?? TimeSpan.FromSeconds(30);
        var watch = Stopwatch.StartNew();
        object? last = "nothing yet";
        while (watch.Elapsed < limit)
        {
            try
            {
                var seen = await look();
                if (fits(seen))
                {
                    return seen;
                }

                last = seen;
            }
            catch (Exception notYet) when (notYet is HttpRequestException or IOException or TaskCanceledException)
            {
                last = notYet.Message;
            }

            await Task.Delay(Pace, TimeProvider.System);
        }

        throw new TimeoutException($"Expected within {limit.TotalSeconds} s: {expected}. Last seen: {last}");
    }

    public static Task<bool> Holds(string expected, Func<bool> look, TimeSpan? within = null) =>
        Is(expected, () => Task.FromResult(look()), seen => seen, within);
}
