namespace OrleansOps.Embedded;

/// <summary>A method of an observer that returns nothing.</summary>
internal abstract class VoidCall : Call<Nothing>
{
    public abstract void Invoke(object target);

    public sealed override ValueTask<Nothing> Run(object target)
    {
        Invoke(target);
        return default;
    }
}
