using System.ComponentModel;
using Microsoft.Extensions.Logging;

namespace OrleansOps.HostAgent.Tasks;

/// <summary>
/// Starts the supervisors. A small program forks one for each attempt, which costs a fraction of forking the agent itself and executing the
/// supervisor anew. Nothing depends on that program's life: when it is killed, another one takes its place.
/// </summary>
internal sealed partial class ForkServer(string program, string directory, ILogger logger) : IDisposable
{
    private readonly Lock _lock = new();
    private ForkServerProcess? _process;
    private bool _isClosed;

    /// <summary>The program's process id; null if none was needed yet, or the last one is gone.</summary>
    public int? Pid => _process is { IsAlive: true } process ? process.Pid : null;

    /// <summary>Has an attempt supervised, which is told what becomes of it.</summary>
    /// <exception cref="Win32Exception">The program could not be started.</exception>
    public async Task Start(SupervisedProcess attempt)
    {
        while (!await Current().TryName(attempt).ConfigureAwait(false))
        {
            // It died in this instant: the next one is asked.
        }
    }

    public void Dispose()
    {
        lock (_lock)
        {
            _isClosed = true;
            _process?.Dispose();
        }
    }

    private ForkServerProcess Current()
    {
        lock (_lock)
        {
            ObjectDisposedException.ThrowIf(_isClosed, this);
            if (_process is not { IsAlive: true })
            {
                _process = ForkServerProcess.Start(program, directory);
                _ = TakeOver(_process);
            }

            return _process;
        }
    }

    /// <summary>
    /// What had its supervisor is watched through its record. What was not heard of is named to another server, once; if both have forked
    /// a supervisor for it, the claim decides.
    /// </summary>
    private async Task TakeOver(ForkServerProcess process)
    {
        var attempts = await process.Died.ConfigureAwait(false);
        if (_isClosed)
        {
            return;
        }

        LogDied(process.Pid, attempts.Count);
        foreach (var attempt in attempts)
        {
            if (!attempt.MayBeNamedAgain() || !await TryStart(attempt).ConfigureAwait(false))
            {
                attempt.Hear([new SupervisorEvent.Silenced()]);
            }
        }
    }

    private async Task<bool> TryStart(SupervisedProcess attempt)
    {
        try
        {
            await Start(attempt).ConfigureAwait(false);
            return true;
        }
        catch (Exception failed) when (failed is Win32Exception or ObjectDisposedException)
        {
            LogNotStarted(failed);
            return false;
        }
    }
}
