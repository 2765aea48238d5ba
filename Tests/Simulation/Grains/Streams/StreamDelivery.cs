using Orleans.Serialization.Invocation;

namespace OrleansOps.Simulation.Grains;

/// <summary>One item on its way to a grain: a turn like any call.</summary>
internal sealed class StreamDelivery(Func<Activation, Task> deliver) : AnsweredCall<object>
{
    public override async ValueTask<Response> Run(ITargetHolder target)
    {
        await deliver((Activation)target);
        return Response.Completed;
    }
}
