using System.Collections.Immutable;
using System.Net;

namespace OrleansOps.Hosting;

public sealed class LivingMembersTests
{
    private static readonly SiloAddress Own = Address(1), Before = Address(2), Again = Address(3);

    [Fact]
    public void OneThatDiedIsNotAmongThem_ThoughItsNameIs()
    {
        var living = new LivingMembers(new Still(Snapshot(1, (Own, SiloStatus.Active, "a"), (Before, SiloStatus.Dead, "b"), (Again, SiloStatus.Active, "b"))));

        Assert.Equal([Own, Again], living.CurrentSnapshot.Members.Keys.Order());
    }

    private static SiloAddress Address(int number) => SiloAddress.New(new IPAddress([10, 0, 0, (byte)number]), 11111, number);

    private static ClusterMembershipSnapshot Snapshot(long version, params (SiloAddress Address, SiloStatus Status, string Name)[] members) => new(
        members.ToImmutableDictionary(member => member.Address, member => new ClusterMember(member.Address, member.Status, member.Name)), new MembershipVersion(version));

    /// <summary>A cluster that does not change.</summary>
    private sealed class Still(ClusterMembershipSnapshot members) : IClusterMembershipService
    {
        public ClusterMembershipSnapshot CurrentSnapshot => members;

        public IAsyncEnumerable<ClusterMembershipSnapshot> MembershipUpdates => AsyncEnumerable.Empty<ClusterMembershipSnapshot>();

        public ValueTask Refresh(MembershipVersion minimumVersion = default, CancellationToken cancellationToken = default) => ValueTask.CompletedTask;

        public Task<bool> TryKill(SiloAddress siloAddress) => Task.FromResult(false);
    }
}
