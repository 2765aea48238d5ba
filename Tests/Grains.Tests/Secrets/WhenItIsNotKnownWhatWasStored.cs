using Microsoft.Extensions.DependencyInjection;
using OrleansOps.Health;
using OrleansOps.InMemory;
using OrleansOps.Tests.Hosting;

namespace OrleansOps.Secrets;

/// <summary>What every grain with a store of its own does then, seen at a secret: a store that stores, and whose answer is lost.</summary>
public sealed class WhenItIsNotKnownWhatWasStored
{
    [Fact]
    public async Task TheGrainGoesOnFromWhatTheStoreHas()
    {
        var store = new LosingStore();
        await using var silo = await SiloUnderTest.OnMemory(builder => builder.Services.AddSingleton<ISecretStore>(store));
        var secret = silo.Grains.GetGrain<ISecretGrain>("db-password");
        await secret.Put(Spec(1));
        store.LosesNext = true;

        await Assert.ThrowsAnyAsync<StoreUnavailableException>(() => secret.Put(Spec(2)));

        Assert.Equal(2, (await secret.Describe())!.Version);
        var reply = await secret.Put(Spec(3));
        Assert.Equal((SecretPutStatus.Changed, 3), (reply.Status, reply.Secret!.Version));
    }

    private static SecretSpec Spec(byte value) => new() { Value = [value], Key = "k", On = "all", By = "token", ById = "t" };

    private sealed class LosingStore : ISecretStore
    {
        private readonly MemorySecrets _kept = new();

        public bool LosesNext { get; set; }

        public Task<SecretState?> Read(string name) => _kept.Read(name);

        public async Task<bool> Write(string name, SecretState secret, int most)
        {
            var isStored = await _kept.Write(name, secret, most);
            if (LosesNext)
            {
                LosesNext = false;
                throw new StoreUnavailableException("the answer was lost");
            }

            return isStored;
        }

        public Task Forget(string name, long revision) => _kept.Forget(name, revision);

        public Task<SecretPage> List(string? after, int limit) => _kept.List(after, limit);
    }
}
