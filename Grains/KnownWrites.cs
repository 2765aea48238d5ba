namespace OrleansOps;

/// <summary>What a grain remembers is what is stored, or it remembers nothing.</summary>
internal static class KnownWrites
{
    /// <summary>Where it is not known whether something was stored, this activation ends, and the next one reads what is true.</summary>
    public static async Task EndUnlessKnown(this IGrainBase grain, Task storing)
    {
        try
        {
            await storing;
        }
        catch
        {
            grain.DeactivateOnIdle();
            throw;
        }
    }

    public static async Task<T> EndUnlessKnown<T>(this IGrainBase grain, Task<T> storing)
    {
        await grain.EndUnlessKnown((Task)storing);
        return await storing;
    }
}
