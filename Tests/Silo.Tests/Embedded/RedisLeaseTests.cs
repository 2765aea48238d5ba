using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.Logging.Abstractions;
using Orleans.Hosting.Embedded;
using OrleansOps.Health;
using OrleansOps.Tests.Hosting;

namespace OrleansOps.Redis;

public sealed class RedisLeaseTests(RedisUnderTest redis) : IClassFixture<RedisUnderTest>, IAsyncLifetime
{
    private const string Key = "ops:embedded:owner";

    public async Task InitializeAsync() => await redis.Ask("DEL", Key);

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task ASecondSiloOnTheSameStoreDoesNotStart()
    {
        await using var first = await SiloUnderTest.OnRedis(redis.Server);

        var refused = await Assert.ThrowsAsync<StoreInUseException>(() => SiloUnderTest.OnRedis(redis.Server));

        Assert.Contains($"process {Environment.ProcessId} on {Environment.MachineName}", refused.Message, StringComparison.Ordinal);
        Assert.Contains("-p:GrainRuntime=Orleans", refused.Message, StringComparison.Ordinal);
        await first.Stop();
        await using var next = await SiloUnderTest.OnRedis(redis.Server);
    }

    [Fact]
    public async Task ADeadProcessOfThisMachineIsFollowedAtOnce()
    {
        var self = LeaseHolder.ThisProcess();
        await Hold(self with { ProcessId = await EndedProcess(), Unique = "dead" });

        await Lease().AcquireAsync(default);
    }

    [Fact]
    public async Task AProcessThatTookADeadOnesNumberIsNotTakenForIt()
    {
        var self = LeaseHolder.ThisProcess();
        await Hold(self with { Started = self.Started - 1, Unique = "dead" });

        await Lease().AcquireAsync(default);
    }

    [Fact]
    public async Task ALivingProcessOfThisMachineIsNotPresumedDead()
    {
        using var other = Process.Start(new ProcessStartInfo("sleep", "60") { UseShellExecute = false })!;
        var stat = (await File.ReadAllTextAsync($"/proc/{other.Id}/stat")).Split(") ")[^1].Split(' ');
        await Hold(LeaseHolder.ThisProcess() with { ProcessId = other.Id, Started = long.Parse(stat[19], CultureInfo.InvariantCulture), Unique = "other" });

        await Assert.ThrowsAsync<StoreInUseException>(() => Lease().AcquireAsync(default));

        other.Kill();
        await other.WaitForExitAsync();
        await Lease().AcquireAsync(default);
    }

    [Fact]
    public async Task AnotherMachineIsNotPresumedDead()
    {
        await Hold(LeaseHolder.ThisProcess() with { Host = "elsewhere", Unique = "other" });

        await Assert.ThrowsAsync<StoreInUseException>(() => Lease().AcquireAsync(default));
    }

    [Fact]
    public async Task ALeaseThatIsGoneIsTakenAgainAndOneThatIsTakenIsLost()
    {
        await using var connection = redis.NewConnection();
        var lease = Lease(connection);
        await lease.AcquireAsync(default);
        Assert.True(await lease.RenewAsync(default));

        await redis.Ask("DEL", Key);
        Assert.True(await lease.RenewAsync(default));

        await Hold(LeaseHolder.ThisProcess() with { Host = "elsewhere", Unique = "other" });
        Assert.False(await lease.RenewAsync(default));
        Assert.Contains("elsewhere", connection.Loss, StringComparison.Ordinal);
        await Assert.ThrowsAsync<StoreUnavailableException>(() => connection.Call(database => database.StringSetAsync("after-the-loss", "1")));
        await lease.ReleaseAsync(default);   // not its own any more, and nothing to complain about
    }

    [Fact]
    public async Task OnlyItsHolderGivesItUp()
    {
        var lease = Lease();
        await lease.AcquireAsync(default);

        await Lease().ReleaseAsync(default);
        Assert.Equal(1, (int)await redis.Ask("EXISTS", Key));
        await lease.ReleaseAsync(default);
        Assert.Equal(0, (int)await redis.Ask("EXISTS", Key));
    }

    private RedisLease Lease(RedisConnection? connection = null) => new(connection ?? redis.Connection, TimeProvider.System, NullLogger<RedisLease>.Instance);

    private async Task Hold(LeaseHolder holder) => await redis.Ask("SET", Key, holder.ToString(), "PX", "30000");

    private static async Task<int> EndedProcess()
    {
        using var process = Process.Start(new ProcessStartInfo("/bin/true") { UseShellExecute = false })!;
        await process.WaitForExitAsync();
        return process.Id;
    }
}
