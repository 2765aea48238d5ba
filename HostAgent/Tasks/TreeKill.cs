using OrleansOps.HostAgent.Linux;
using OrleansOps.Protocol;

namespace OrleansOps.HostAgent.Tasks;

/// <summary>Ends everything that came of an attempt: SIGINT (SIGHUP where somebody types into it: a shell that talks to a person passes over the other two), a wait, SIGTERM, a wait, SIGKILL until nothing is left. A signal without a wait is not sent: the
/// task begins with the one that it is written for.</summary>
internal static class TreeKill
{
    private static readonly TimeSpan KillAgainEvery = TimeSpan.FromMilliseconds(200);

    /// <summary>Returns only when the tree was seen dead.</summary>
    public static async Task<ProcessEnd> End(ITaskProcess process, CancelGrace grace, TimeProvider time, bool isTyped = false)
    {
        if (!await EndsPolitely(isTyped ? Signals.HangUp : Signals.Interrupt, grace.InterruptMs) && !await EndsPolitely(Signals.Terminate, grace.TerminateMs))
        {
            // Again and again: a process can fork between being found and being killed, and one in the kernel dies late.
            while (!await EndsBy(Signals.Kill, KillAgainEvery))
            {
            }
        }

        return await process.Ended;

        async Task<bool> EndsPolitely(int signal, int milliseconds) =>
            milliseconds > 0 && await EndsBy(signal, TimeSpan.FromMilliseconds(milliseconds));

        async Task<bool> EndsBy(int signal, TimeSpan wait)
        {
            await process.Signal(signal);

            // Where the root is gone and others live on, nothing tells of their end: they are looked for again, and not without a pause.
            await (process.Ended.IsCompleted ? Task.Delay(KillAgainEvery, time) : Task.WhenAny(process.Ended, Task.Delay(wait, time)));
            return process.Ended.IsCompleted && await IsTreeGone(await process.Ended);
        }

        // It may have ended on its own just before, and left processes behind: they go, too.
        async Task<bool> IsTreeGone(ProcessEnd end) => end.ProcessesLeft == 0 || await process.Signal(Signals.Kill) == 0;
    }
}
