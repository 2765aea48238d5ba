using System.Globalization;
using OrleansOps.Protocol;

namespace OrleansOps.HostAgent.Transfers;

/// <summary>Sees to it that a transfer leaves the host some of its disk: a full one hurts more than the file that is missing.</summary>
/// <param name="directory">Where it writes.</param>
/// <param name="keep">Bytes that stay free.</param>
internal sealed class FreeSpace(string directory, long keep)
{
    private const long LookEvery = 16 << 20;

    private long _untilLook;

    /// <exception cref="TransferException">There is no room for so many bytes.</exception>
    public void For(long bytes)
    {
        var free = new DriveInfo(directory).AvailableFreeSpace;
        if (free - bytes < keep)
        {
            throw new TransferException(FailureCode.NoSpace, string.Create(
                CultureInfo.InvariantCulture,
                $"The disk of '{directory}' has {free} bytes free; {bytes} more are to come, and {keep} must stay free (--keep-free of the agent). Free some, or choose another disk."));
        }
    }

    /// <summary>Looks now and then while bytes come of which nobody knows how many.</summary>
    public void Take(int bytes)
    {
        _untilLook -= bytes;
        if (_untilLook <= 0)
        {
            For(bytes);
            _untilLook = LookEvery;
        }
    }
}
