using OrleansOps.Agents;

namespace OrleansOps.Hosting;

/// <summary>
/// Sends a call again that went down with a silo. Every call of ours may arrive twice, save the opening of a session, which would then
/// supersede itself: that one the agent repeats.
/// </summary>
internal sealed partial class RepeatLostCalls(TimeProvider time, ILogger<RepeatLostCalls> logger) : IOutgoingGrainCallFilter
{
    private const int Tries = 4;

    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(200);

    public async Task Invoke(IOutgoingGrainCallContext context)
    {
        var pause = FirstPause;
        for (var remaining = MayRepeat(context) ? Tries : 1; ; remaining--)
        {
            if (await Lost(context, isLast: remaining == 1) is not { } lost)
            {
                return;
            }

            LogRepeated(context.InterfaceName, context.MethodName, lost.Message);
            await Task.Delay(pause, time);
            pause *= 2;
        }
    }

    /// <summary>What the call was lost to, whether the runtime throws it or answers with it; null if it was answered.</summary>
    private static async Task<Exception?> Lost(IOutgoingGrainCallContext context, bool isLast)
    {
        try
        {
            await context.Invoke();
            return !isLast && context.Response?.Exception is { } error && IsLoss(error) ? error : null;
        }
        catch (Exception error) when (!isLast && IsLoss(error))
        {
            return error;
        }
    }

    private static bool IsLoss(Exception error) => error is OrleansMessageRejectionException or TimeoutException;

    private static bool MayRepeat(IOutgoingGrainCallContext context) =>
        context.InterfaceMethod.DeclaringType?.Namespace?.StartsWith("OrleansOps", StringComparison.Ordinal) == true
        && context.InterfaceMethod.Name != nameof(IAgentGrain.Connect);

    [LoggerMessage(3011, LogLevel.Warning, "{Interface}.{Method} was lost and is sent again: {Why}")]
    private partial void LogRepeated(string @interface, string method, string why);
}
