namespace OrleansOps.Bench;

/// <summary>Keeps one product and one roofline up for the benchmarks that compare them, and ends both.</summary>
internal sealed class Lab : IAsyncDisposable
{
    private ProductRig? _product;
    private RooflineRig? _roofline;

    /// <summary>Processes started and ended per second, once measured in this run.</summary>
    public double? SpawnLimit { get; set; }

    /// <summary>Redis, control plane and one agent with five slots, warm.</summary>
    public async Task<ProductRig> Product()
    {
        if (_product is null)
        {
            _product = await ProductRig.Start();
            await _product.StartAgent();
            await Loads.WarmUp(_product.Door);
        }

        return _product;
    }

    /// <summary>The same without the product: server, worker with five slots, and Redis, warm.</summary>
    public async Task<RooflineRig> Roofline()
    {
        if (_roofline is null)
        {
            _roofline = await RooflineRig.Start();
            await Loads.WarmUp(_roofline.Door);
        }

        return _roofline;
    }

    /// <summary>After a failure: nothing that may be half broken is used again.</summary>
    public async Task StartAfresh()
    {
        var (product, roofline) = (_product, _roofline);
        (_product, _roofline) = (null, null);
        if (product is not null)
        {
            await product.DisposeAsync();
        }

        if (roofline is not null)
        {
            await roofline.DisposeAsync();
        }
    }

    public async ValueTask DisposeAsync() => await StartAfresh();
}
