using System.Collections.Immutable;
using System.Runtime.CompilerServices;

namespace OrleansOps.Hosting;

/// <summary>
/// The members of the cluster as Orleans' agent for Kubernetes is shown them (10.4.2). It finds a pod's silo by its name and takes the first, and a container that was started again in its pod has the name of the silo before
/// it, whose row stays for hours: so it sees those alone that live. Every silo watches the pods from when it is a member, which is all that it is told.
/// </summary>
internal sealed class LivingMembers(IClusterMembershipService members, SiloAddress own) : IClusterMembershipService
{
    public ClusterMembershipSnapshot CurrentSnapshot
    {
        get
        {
            var all = members.CurrentSnapshot;
            return new(all.Members.Where(member => member.Value.Status != SiloStatus.Dead).ToImmutableDictionary(), all.Version);
        }
    }

    public IAsyncEnumerable<ClusterMembershipSnapshot> MembershipUpdates => Once();

    public ValueTask Refresh(MembershipVersion minimumVersion = default, CancellationToken cancellationToken = default) => members.Refresh(minimumVersion, cancellationToken);

    public Task<bool> TryKill(SiloAddress siloAddress) => members.TryKill(siloAddress);

    private async IAsyncEnumerable<ClusterMembershipSnapshot> Once([EnumeratorCancellation] CancellationToken cancel = default)
    {
        var told = false;
        await foreach (var update in members.MembershipUpdates.WithCancellation(cancel))
        {
            if (!told && update.GetSiloStatus(own) == SiloStatus.Active)
            {
                told = true;
                yield return update;
            }
        }
    }
}
