namespace OrleansOps.Embedded;

/// <summary>A method that returns Task of T.</summary>
internal abstract class TaskCall<T> : Call<T>
{
    public abstract Task<T> Invoke(object target);

    public sealed override ValueTask<T> Run(object target) => new(Invoke(target));
}
