namespace Orleans.Runtime;

/// <summary>Names the state that a grain's constructor parameter stands for, and the storage it is kept in.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
public class PersistentStateAttribute : Attribute
{
    /// <summary>Without a storage name the default storage is meant.</summary>
    public PersistentStateAttribute(string stateName, string? storageName = null)
    {
        ArgumentNullException.ThrowIfNull(stateName);
        StateName = stateName;
        StorageName = storageName;
    }

    /// <summary>The state's name; one grain may have several.</summary>
    public string StateName { get; }

    /// <summary>The storage's name.</summary>
    public string? StorageName { get; }
}
