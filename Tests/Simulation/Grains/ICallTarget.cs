namespace OrleansOps.Simulation.Grains;

/// <summary>Where calls of one identity go.</summary>
internal interface ICallTarget
{
    /// <summary>False: it has ended, and the call goes to whatever follows it.</summary>
    bool TryPost(Call call);
}
