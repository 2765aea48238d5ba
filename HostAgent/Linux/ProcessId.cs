using System.Runtime.InteropServices;

namespace OrleansOps.HostAgent.Linux;

/// <summary>One process. A number alone may be used again; number and start time together are not.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct ProcessId(int Pid, ulong StartTicks)
{
    public bool IsAlive => ProcessStat.Read(Pid) is { IsZombie: false } stat && stat.Id == this;

    /// <summary>
    /// Sends signals to this process, and to no other that got its number: what was opened by number is looked at before anything is sent,
    /// and stays the same process from then on.
    /// </summary>
    public void Send(params ReadOnlySpan<int> signals)
    {
        var process = (int)Native.Call(Native.PidfdOpen, Pid, 0, 0, 0);
        if (process < 0 && Marshal.GetLastPInvokeError() == Native.NoSuchProcess)
        {
            return;
        }

        try
        {
            if (ProcessStat.Read(Pid)?.Id != this)
            {
                return;
            }

            foreach (var signal in signals)
            {
                // By number only where the kernel (before 5.3) or a policy gives nothing else.
                _ = process >= 0 ? Native.Call(Native.PidfdSendSignal, process, signal, 0, 0) : Native.Kill(Pid, signal);
            }
        }
        finally
        {
            _ = process >= 0 ? Native.Close(process) : 0;
        }
    }
}
