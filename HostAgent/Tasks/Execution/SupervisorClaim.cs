using OrleansOps.Linux;

namespace OrleansOps.Tasks;

/// <summary>The supervisor that holds an attempt.</summary>
internal sealed record SupervisorClaim(int Pid, ulong StartTicks, string BootId)
{
    public bool IsOfThisBoot => string.Equals(BootId, Host.BootId, StringComparison.Ordinal);

    public bool IsAlive => IsOfThisBoot && ProcessStat.IsAlive(Pid, StartTicks);
}
