using System.Reflection;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Storage;

namespace OrleansOps.Embedded;

/// <summary>Makes the states that grain constructors ask for.</summary>
internal static class PersistentStates
{
    private static readonly MethodInfo CreateOf = typeof(PersistentStates).GetMethod(nameof(Create), BindingFlags.Static | BindingFlags.NonPublic)!;

    public static Func<Activation, object?> For(ParameterInfo parameter, PersistentStateAttribute name)
    {
        if (!CopyRules.IsGeneric(parameter.ParameterType, typeof(IPersistentState<>)))
        {
            throw new OrleansConfigurationException(
                $"{parameter.Member.DeclaringType}: the parameter {parameter.Name} has [PersistentState] but is not an IPersistentState<T>.");
        }

        var create = CreateOf.MakeGenericMethod(parameter.ParameterType.GetGenericArguments())
            .CreateDelegate<Func<Activation, PersistentStateAttribute, object>>();
        return activation => create(activation, name);
    }

    private static PersistentState<T> Create<T>(Activation activation, PersistentStateAttribute name)
    {
        var services = activation.ActivationServices;
        var storage = string.IsNullOrWhiteSpace(name.StorageName)
            ? services.GetService<IGrainStorage>()
            : services.GetKeyedService<IGrainStorage>(name.StorageName);
        if (storage is null)
        {
            throw new BadProviderConfigException(
                $"{activation.Class.Type} keeps its state '{name.StateName}' in the grain storage '{name.StorageName ?? "Default"}', which is not registered.");
        }

        var state = new PersistentState<T>(activation, storage, name.StateName);
        activation.States.Add(state);
        return state;
    }
}
