using System.Runtime.InteropServices;
using Microsoft.Extensions.Logging;
using OrleansOps.HostAgent.Configuration;

namespace OrleansOps.HostAgent.Cli;

/// <summary>
/// Reads the settings again when their file has changed, or when a SIGHUP asks for it. What is wrong in any of them leaves all as they are.
/// </summary>
/// <param name="settings">As they were at the start.</param>
/// <param name="read">Reads them again.</param>
/// <param name="apply">Makes the running agent go by them.</param>
internal sealed partial class ReloadLoop(EffectiveSettings settings, Func<EffectiveSettings> read, Func<AgentOptions, Task> apply, TimeProvider time, ILogger<ReloadLoop> logger)
{
    /// <summary>A change is taken when the file has looked the same twice: until then somebody may be writing it.</summary>
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(2);

    private readonly string _file = settings.File ?? AgentConfiguration.DefaultFile;
    private IReadOnlyList<SettingValue> _values = settings.Values;
    private int _hangUps;

    public async Task RunAsync(CancellationToken stopping)
    {
        using var wakeup = new Wakeup(time);
        using var hangUp = PosixSignalRegistration.Create(PosixSignal.SIGHUP, signal =>
        {
            signal.Cancel = true;
            Interlocked.Increment(ref _hangUps);
            wakeup.Set();
        });
        var (taken, before, heard) = (Look(), Look(), 0);
        while (true)
        {
            await wakeup.Sleep(LookEvery, stopping);
            var (now, asked) = (Look(), Volatile.Read(ref _hangUps));
            var isToRead = asked != heard || (now == before && now != taken);
            (before, heard) = (now, asked);
            if (isToRead)
            {
                taken = now;
                await Reload();
            }
        }
    }

    /// <summary>How the file looks, links followed; null: there is none that can be opened.</summary>
    private (DateTime ChangedAt, long Length)? Look()
    {
        try
        {
            using var file = File.OpenHandle(_file);
            return (File.GetLastWriteTimeUtc(file), RandomAccess.GetLength(file));
        }
        catch (Exception none) when (none is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private async Task Reload()
    {
        EffectiveSettings fresh;
        try
        {
            fresh = read();
        }
        catch (SettingsRefusedException refused)
        {
            foreach (var problem in refused.Sentences)
            {
                LogWrong(problem);
            }

            LogRefused();
            return;
        }

        var (change, values) = SettingsChange.Between(_values, fresh.Values);
        if (change.IsNone)
        {
            LogSame();
            return;
        }

        if (change.Taken.Count > 0)
        {
            await apply(fresh.Options);
            _values = values;
            LogTaken(string.Join(", ", change.Taken));
        }

        if (change.AfterRestart.Count > 0)
        {
            LogAfterRestart(string.Join(", ", change.AfterRestart));
        }
    }
}
