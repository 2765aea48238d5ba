namespace OrleansOps.Bench;

/// <summary>The product with so many silos, and a few agents so that each silo has some.</summary>
internal sealed class ClusterShape : IAsyncDisposable
{
    private const int Agents = 4;

    private ClusterShape(ProductRig rig) => Rig = rig;

    public ProductRig Rig { get; }

    /// <summary>0: inside the gateway.</summary>
    public int Silos => Rig.Installation.Silos.Count;

    /// <summary>Starts it, and runs tasks until its code is compiled for good.</summary>
    public static async Task<ClusterShape> Start(int silos)
    {
        var rig = await ProductRig.Start(new InstallationShape { Silos = silos });
        try
        {
            for (var agent = 0; agent < Agents; agent++)
            {
                await rig.StartAgent();
            }

            rig.Door.Agents = [.. rig.Agents.Keys];
            await Loads.WarmUp(rig.Door, Math.Max(1, silos));
            return new ClusterShape(rig);
        }
        catch
        {
            await rig.DisposeAsync();
            throw;
        }
    }

    /// <summary>What its servers spend on a task: gateway and silos.</summary>
    public ProcessorCost Cost() =>
        new([("gateway", Rig.Gateway), .. Rig.Installation.Silos.Select(silo => (silo.Name, silo.Process))]);

    public ValueTask DisposeAsync() => Rig.DisposeAsync();
}
