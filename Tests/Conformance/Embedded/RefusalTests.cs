using System.Reflection;
using System.Reflection.Emit;
using OrleansOps.Embedded;

namespace OrleansOps.Conformance;

/// <summary>What Orleans' code generator, analyzers or start-up would not let through.</summary>
[Collection(SharedHostCollection.Name)]
public sealed class RefusalTests(SharedHost host)
{
    private interface IReturnsInt : IGrainWithStringKey
    {
        int Get();
    }

    private interface IReturnsVoid : IGrainWithStringKey
    {
        void Get();
    }

    private interface IHasProperty : IGrainWithStringKey
    {
        Task<int> Number { get; }
    }

    private interface IHasOutParameter : IGrainWithStringKey
    {
        Task Get(out int number);
    }

    private interface ITakesUnmarked : IGrainWithStringKey
    {
        Task Take(Dictionary<string, Unmarked[]> byName);
    }

    private interface INobodyImplements : IGrainWithStringKey
    {
        Task Get();
    }

    [Theory]
    [InlineData(typeof(IReturnsInt), "returns System.Int32")]
    [InlineData(typeof(IReturnsVoid), "void")]
    [InlineData(typeof(IHasProperty), "property")]
    [InlineData(typeof(IHasOutParameter), "out parameter")]
    [InlineData(typeof(ITakesUnmarked), "Unmarked")]
    public void AMethodThatCannotBeCalledIsRefused(Type interfaceType, string why)
    {
        var refusal = Assert.Throws<OrleansConfigurationException>(() => Proxies.Check(interfaceType));

        Assert.Contains(why, refusal.Message, StringComparison.Ordinal);
        Assert.Contains(interfaceType.Name, refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void AnInterfaceThatNobodyImplementsIsRefused() => Assert.Throws<ArgumentException>(() => host.Client.GetGrain<INobodyImplements>("key"));

    [Fact]
    public void AGrainClassWithoutAGrainInterfaceIsRefused()
    {
        var module = AssemblyBuilder.DefineDynamicAssembly(new("Refused"), AssemblyBuilderAccess.Run).DefineDynamicModule("Refused");
        var type = module.DefineType("LonelyGrain", TypeAttributes.Public, typeof(Grain)).CreateType();

        Assert.Throws<OrleansConfigurationException>(() => GrainClasses.IsGrainClass(type));
    }

    [Fact]
    public async Task ATimerOutsideTheGrainsTurnIsRefused() => await Assert.ThrowsAsync<InvalidOperationException>(async () =>
    {
        var grain = new TimerGrain();
        await grain.Start("timer", TimeSpan.Zero, TimeSpan.Zero, interleave: false);
    });
}
