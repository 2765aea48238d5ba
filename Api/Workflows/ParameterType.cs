namespace OrleansOps.Api;

/// <summary>What the value of a parameter must be.</summary>
public enum ParameterType
{
    /// <summary>Any text of at most 4,096 characters.</summary>
    Text = 0,

    /// <summary>Digits, with a sign before and a point within if wanted.</summary>
    Number = 1,

    /// <summary>true or false.</summary>
    Boolean = 2,
}
