using Microsoft.Win32.SafeHandles;
using OrleansOps.Platform;
using OrleansOps.Protocol;

namespace OrleansOps.HostAgent.Transfers;

/// <summary>The directory that a task worked in. What is named by a way below it may lead nowhere else: a link that a script left is no wish of who named the way.</summary>
internal sealed class TaskPlace(string directory)
{
    private readonly string _real = Real(directory);

    public string Directory => directory;

    /// <exception cref="TransferException">It lies elsewhere.</exception>
    public void Check(SafeFileHandle opened, string path)
    {
        if (OpenedPath.Real(opened) is { } real && (real == _real || real.StartsWith($"{_real.TrimEnd('/')}/", StringComparison.Ordinal)))
        {
            return;
        }

        throw new TransferException(FailureCode.PathDenied, $"'{path}' leads out of the task's directory, to '{OpenedPath.Real(opened)}'. If that is meant, name it by its whole path in 'artifacts'.");
    }

    private static string Real(string directory)
    {
        using var opened = NativeFiles.Open(directory, NativeFiles.Directory | NativeFiles.CloseOnExec, 0);
        return opened.IsInvalid ? directory : OpenedPath.Real(opened) ?? directory;
    }
}
