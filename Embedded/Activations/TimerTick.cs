using System.Reflection;

namespace OrleansOps.Embedded;

/// <summary>One tick of a grain timer.</summary>
internal sealed class TimerTick(GrainTimer timer) : Call<Nothing>
{
    private static readonly MethodModel Tick = new(typeof(TimerTick).GetMethod(nameof(Invoke), BindingFlags.Instance | BindingFlags.NonPublic)!);

    public override MethodModel Model => Tick;

    public override CallOptions Options => timer.Options.Interleave ? CallOptions.AlwaysInterleave : CallOptions.None;

    public override bool IsLocal => true;

    public override bool KeepsAlive => timer.Options.KeepAlive;

    public override ValueTask<Nothing> Run(object target) => timer.Disposed.IsCancellationRequested ? default : new(Invoke());

    protected override void OnFinished() => timer.End();

    private async Task<Nothing> Invoke()
    {
        timer.Begin();
        await timer.Callback(timer.Disposed);
        return default;
    }
}
