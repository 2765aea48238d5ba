using Microsoft.Extensions.DependencyInjection;
using Orleans.Timers;

namespace OrleansOps.Conformance;

internal sealed class UnremindableGrain : Grain, IUnremindableGrain
{
    public Task Register() => this.RegisterOrUpdateReminder("reminder", TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(1));

    public async Task RegisterElsewhere()
    {
        var registry = ServiceProvider.GetRequiredService<IReminderRegistry>();
        var own = this.GetGrainId();
        await Task.Delay(TimeSpan.FromMilliseconds(1), TimeProvider.System).ConfigureAwait(false);
        await registry.RegisterOrUpdateReminder(own, "reminder", TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(1));
    }
}
