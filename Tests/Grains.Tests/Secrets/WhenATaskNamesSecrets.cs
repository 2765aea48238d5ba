using OrleansOps.Agents;
using OrleansOps.Tasks;
using OrleansOps.Tests.Hosting;

namespace OrleansOps.Secrets;

/// <summary>Tasks that name stored secrets, on a silo with a Redis of its own.</summary>
public sealed class WhenATaskNamesSecrets : IAsyncLifetime
{
    private const string Name = "db-password";

    private RedisServer _redis = null!;

    public async Task InitializeAsync() => _redis = await RedisServer.Start();

    public Task DisposeAsync() => _redis.DisposeAsync().AsTask();

    [Fact]
    public async Task TheOrderHasTheValueThatIsStoredWhenItIsSent_AndTheTaskItsNameAlone()
    {
        await using var silo = await SiloUnderTest.OnRedis(_redis);
        await Put(silo, [1, 2, 3], "all");
        await silo.Agent(Some.AgentId).Register(new AgentRegistration(Some.AgentName, new Dictionary<string, string>()));
        await silo.Task("t1").Submit(Spec());
        await Put(silo, [4, 5, 6], on: null);   // while it waits for its host

        var agent = await silo.Connect();
        var order = await agent.NextOrder();

        Assert.Equal([4, 5, 6], order.StoredSecrets!["PASSWORD"]);
        Assert.Equal(Name, order.Spec.StoredSecrets!["PASSWORD"]);
        Assert.Equal(Name, (await silo.Task("t1").Describe())!.Spec.StoredSecrets!["PASSWORD"]);
    }

    [Fact]
    public async Task OneThatIsNotForTheHostOrNotThere_TheHostIsToldNothing_AndItsSlotIsFree()
    {
        await using var silo = await SiloUnderTest.OnRedis(_redis);
        var agent = await silo.Connect(slots: 1);
        await Put(silo, [1, 2, 3], "role=web");

        await silo.Task("other").Submit(Spec());
        var withheld = await silo.Reaches("other", TaskPhase.Rejected);
        await silo.Task("none").Submit(Spec("no-such"));
        var unknown = await silo.Reaches("none", TaskPhase.Rejected);
        await silo.Submit("plain");

        Assert.Equal("plain", (await agent.NextOrder()).TaskId);
        Assert.Equal("secretNotForHost", withheld.Reason!.Why.Single().Code);
        Assert.Contains($"'{Name}' is not for {Some.AgentName}: it is for hosts where role=web", withheld.Reason.Text, StringComparison.Ordinal);
        Assert.Equal("secretUnknown", unknown.Reason!.Why.Single().Code);
        Assert.Null(withheld.AcceptedAt);
    }

    [Fact]
    public async Task ALabelOfTheHostIsTakenAway_ItsNextTaskIsNotGivenIt()
    {
        await using var silo = await SiloUnderTest.OnRedis(_redis);
        var agent = await silo.Connect();
        await silo.Agent(Some.AgentId).Edit(new AgentEdit(Name: null, new Dictionary<string, string?> { ["role"] = "web" }, "test"));
        await Put(silo, [1, 2, 3], "role=web");
        await silo.Task("first").Submit(Spec());
        Assert.Equal([1, 2, 3], (await agent.NextOrder()).StoredSecrets!["PASSWORD"]);

        await silo.Agent(Some.AgentId).Edit(new AgentEdit(Name: null, new Dictionary<string, string?> { ["role"] = null }, "test"));
        await silo.Task("second").Submit(Spec());

        Assert.Equal("secretNotForHost", (await silo.Reaches("second", TaskPhase.Rejected)).Reason!.Why.Single().Code);
    }

    [Fact]
    public async Task ItIsThereAfterTheSiloWasLost_AndGoneWhenItWasDeleted()
    {
        await using (var silo = await SiloUnderTest.OnRedis(_redis, ("Secrets:Most", "1")))
        {
            Assert.Null(await Secret(silo).Describe());
            Assert.Equal(SecretPutStatus.Created, (await Put(silo, [1, 2, 3], "all")).Status);
            Assert.Equal(SecretPutStatus.Full, (await silo.Grains.GetGrain<ISecretGrain>("another").Put(Spec([1], "all"))).Status);
        }

        await using var next = await SiloUnderTest.OnRedis(_redis);
        var there = (await Secret(next).Describe())!;
        Assert.Equal((1, "all", "token"), (there.Version, there.On, there.By));
        Assert.True(await Secret(next).Delete());
        Assert.False(await Secret(next).Delete());
        Assert.Null(await Secret(next).Describe());
        Assert.Empty((await next.Grains.GetGrain<ISecretIndexGrain>(0).List(null, 10)).Items);
    }

    [Fact]
    public async Task TheStoreIsKilledMeanwhile_TheTaskIsSentWhenItIsBack()
    {
        await using var silo = await SiloUnderTest.OnRedis(_redis);
        await Put(silo, [1, 2, 3], "all");
        var agent = await silo.Connect();
        await silo.Task("t1").Submit(Spec());
        await agent.NextOrder();
        await Put(silo, [4, 5, 6], on: null);
        await _redis.Kill();
        await _redis.Resume();

        await Eventually.Get(() => Submitted(silo, "t2"), isSubmitted => isSubmitted, "the second task is stored");

        Assert.Equal([4, 5, 6], (await agent.NextOrder()).StoredSecrets!["PASSWORD"]);
    }

    private static async Task<bool> Submitted(SiloUnderTest silo, string id)
    {
        try
        {
            await silo.Task(id).Submit(Spec());
            return true;
        }
        catch (Exception failure) when (Health.Unavailability.MeansUnavailable(failure))
        {
            return false;
        }
    }

    private static ISecretGrain Secret(SiloUnderTest silo) => silo.Grains.GetGrain<ISecretGrain>(Name);

    private static Task<SecretReply> Put(SiloUnderTest silo, byte[] value, string? on) => Secret(silo).Put(Spec(value, on));

    private static SecretSpec Spec(byte[] value, string? on) => new() { Value = value, Key = "k", On = on, By = "token", ById = "t" };

    private static TaskSpec Spec(string name = Name) => Some.Spec() with { StoredSecrets = new Dictionary<string, string> { ["PASSWORD"] = name } };
}
