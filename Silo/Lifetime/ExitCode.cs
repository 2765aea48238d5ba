namespace OrleansOps.Lifetime;

/// <summary>How a program of the control plane ends. Written down in docs/operations.md; anything but 0 comes with a sentence on standard error.</summary>
public static class ExitCode
{
    /// <summary>It was told to end.</summary>
    public const int Told = 0;

    /// <summary>A part of it failed that must not.</summary>
    public const int Failed = 1;

    /// <summary>It did not start, because of its settings.</summary>
    public const int RefusedSettings = 2;

    /// <summary>The store is lost to it. To be started again, then it begins with what is there.</summary>
    public const int StoreLost = 3;

    /// <summary>The other silos have declared its silo dead. To be started again, then it joins as a new one.</summary>
    public const int DeclaredDead = 4;
}
