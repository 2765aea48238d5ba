using System.Collections.Immutable;

namespace OrleansOps.Hosting;

/// <summary>
/// The members of the cluster as Orleans' agent for Kubernetes is shown them (10.4.2): those alone that live. It finds a pod's silo by its name and takes the first, and a container that was started again in
/// its pod has the name of the silo before it, whose row stays for hours.
/// </summary>
internal sealed class LivingMembers(IClusterMembershipService members) : IClusterMembershipService
{
    public ClusterMembershipSnapshot CurrentSnapshot
    {
        get
        {
            var all = members.CurrentSnapshot;
            return new(all.Members.Where(member => member.Value.Status != SiloStatus.Dead).ToImmutableDictionary(), all.Version);
        }
    }

    public IAsyncEnumerable<ClusterMembershipSnapshot> MembershipUpdates => members.MembershipUpdates;

    public ValueTask Refresh(MembershipVersion minimumVersion = default, CancellationToken cancellationToken = default) => members.Refresh(minimumVersion, cancellationToken);

    public Task<bool> TryKill(SiloAddress siloAddress) => members.TryKill(siloAddress);
}
