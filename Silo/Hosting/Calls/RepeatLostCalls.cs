using System.Reflection;
using System.Runtime.ExceptionServices;
using Microsoft.Extensions.Logging;
using Orleans.Serialization.Invocation;
using OrleansOps.Agents;
using OrleansOps.Health;

namespace OrleansOps.Hosting;

/// <summary>
/// Sends a call again that went down with a silo, from wherever it came: a gateway or another grain. Every call of ours may arrive twice, save
/// the opening of a session, which would then supersede itself: that one the agent repeats. Of Orleans' own, the questions to its management
/// grain are sent again, which is on one silo and goes with it, and what starts the silo's streams, which takes long on a busy machine.
/// </summary>
internal sealed partial class RepeatLostCalls(ILogger<RepeatLostCalls> logger) : IOutgoingGrainCallFilter
{
    /// <summary>The call under way is such a repetition, which is not repeated by itself.</summary>
    private static readonly AsyncLocal<bool> IsAgain = new();

    /// <summary>What goes over the network takes the machine's time, also where a test has another clock for the grains.</summary>
    private static readonly TimeProvider Clock = TimeProvider.System;

    /// <summary>
    /// Counted from the first loss, since a long wait may be lost after a long while. Longer than the cluster takes to give up a silo that stands
    /// still, and far shorter than a request may take.
    /// </summary>
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(8);

    /// <summary>For what a silo cannot start without: it would end otherwise.</summary>
    private static readonly TimeSpan LimitOfStart = TimeSpan.FromMinutes(1);

    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMilliseconds(500);

    private readonly LogAllowance _lines = new(Clock);

    public async Task Invoke(IOutgoingGrainCallContext context)
    {
        // Within its silo a request is not copied, and when it was carried out it is emptied: what is sent again is made anew, of this.
        var arguments = IsAgain.Value || !MayRepeat(context) ? null : Arguments(context.Request);
        Exception lost;
        try
        {
            await context.Invoke();
            if (context.Response?.Exception is not { } error || !error.MeansLost())
            {
                return;
            }

            lost = error;   // most losses are answers that the runtime gives in the silo's place
        }
        catch (Exception error) when (error.MeansLost())
        {
            lost = error;
        }

        if (arguments is null)
        {
            ExceptionDispatchInfo.Throw(lost);   // thrown, not set as the answer: of a call without a result nobody looks at the answer
        }

        await Repeat(context, arguments, lost);
    }

    private async Task Repeat(IOutgoingGrainCallContext context, object?[] arguments, Exception lost)
    {
        var since = Clock.GetTimestamp();
        var limit = StartsStreams(context.InterfaceMethod) ? LimitOfStart : Limit;
        for (var pause = FirstPause; Clock.GetElapsedTime(since) + pause < limit; pause = Longer(pause))
        {
            Log(context, lost);
            await Task.Delay(pause, Clock);
            try
            {
                context.Result = await Again(context, arguments);
                return;
            }
            catch (Exception error) when (error.MeansLost())
            {
                lost = error;
            }
        }

        ExceptionDispatchInfo.Throw(lost);
    }

    /// <summary>The same call once more, as its caller made it. Answers its result; null: it has none.</summary>
    private static async Task<object?> Again(IOutgoingGrainCallContext context, object?[] arguments)
    {
        IsAgain.Value = true;
        Task answer;
        try
        {
            answer = (Task)context.InterfaceMethod.Invoke(context.Grain, BindingFlags.DoNotWrapExceptions, binder: null, arguments, culture: null)!;
        }
        finally
        {
            IsAgain.Value = false;
        }

        await answer;
        return context.InterfaceMethod.ReturnType.GetProperty("Result")?.GetValue(answer);
    }

    private static object?[] Arguments(IInvokable request)
    {
        var count = request.GetArgumentCount();
        var arguments = count == 0 ? [] : new object?[count];
        for (var place = 0; place < count; place++)
        {
            arguments[place] = request.GetArgument(place);
        }

        return arguments;
    }

    /// <summary>Not a call to a gateway either: that one does not come back, and what it stood for is gone with it.</summary>
    private static bool MayRepeat(IOutgoingGrainCallContext context) =>
        context.InterfaceMethod is { DeclaringType: { } type, Name: var name }
        && (type.Namespace?.StartsWith(nameof(OrleansOps), StringComparison.Ordinal) == true
            || (type == typeof(IManagementGrain) && name.StartsWith("Get", StringComparison.Ordinal))
            || StartsStreams(context.InterfaceMethod))
        && !typeof(IGrainObserver).IsAssignableFrom(type)
        && !(type == typeof(IAgentGrain) && name is nameof(IAgentGrain.Connect));

    /// <summary>Said again, it waits until what was said before is done, and finds it done.</summary>
    private static bool StartsStreams(MethodInfo method) =>
        method is { Name: "Initialize" or "StartAgents", DeclaringType.FullName: "Orleans.Streams.IPersistentStreamPullingManager" };

    private static TimeSpan Longer(TimeSpan pause) => pause * 2 < LongestPause ? pause * 2 : LongestPause;

    private void Log(IOutgoingGrainCallContext context, Exception lost)
    {
        if (_lines.Take(out var unsaid))
        {
            LogRepeated(context.InterfaceName, context.MethodName, lost.GetType().Name, unsaid);
        }
    }

    [LoggerMessage(3041, LogLevel.Warning, "{Interface}.{Method} was lost ({Why}) and is sent again; {Unsaid} other such calls were not logged")]
    private partial void LogRepeated(string @interface, string method, string why, long unsaid);
}
