using OrleansOps.Linux;
using OrleansOps.Protocol;

namespace OrleansOps.Tasks;

/// <summary>Ends everything that came of an attempt: SIGINT, a wait, SIGTERM, a wait, SIGKILL until nothing is left.</summary>
internal static class TreeKill
{
    private static readonly TimeSpan KillAgainEvery = TimeSpan.FromMilliseconds(200);

    /// <summary>Returns only when the tree was seen dead.</summary>
    public static async Task<ProcessEnd> End(ITaskProcess process, CancelGrace grace, TimeProvider time)
    {
        if (!await EndsBy(Signals.Interrupt, TimeSpan.FromMilliseconds(grace.InterruptMs))
            && !await EndsBy(Signals.Terminate, TimeSpan.FromMilliseconds(grace.TerminateMs)))
        {
            // Again and again: a process can fork between being found and being killed, and one in the kernel dies late.
            while (!await EndsBy(Signals.Kill, KillAgainEvery))
            {
            }
        }

        return await process.Ended;

        async Task<bool> EndsBy(int signal, TimeSpan wait)
        {
            process.Signal(signal);

            // Where the root is gone and others live on, nothing tells of their end: they are looked for again, and not without a pause.
            await (process.Ended.IsCompleted ? Task.Delay(KillAgainEvery, time) : Task.WhenAny(process.Ended, Task.Delay(wait, time)));
            return process.Ended.IsCompleted && IsTreeGone(await process.Ended);
        }

        // It may have ended on its own just before, and left processes behind: they go, too.
        bool IsTreeGone(ProcessEnd end) => end.ProcessesLeft == 0 || process.Signal(Signals.Kill) == 0;
    }
}
