using System.Reflection;

namespace Orleans.Serialization.Invocation;

/// <summary>A method with its arguments.</summary>
public interface IInvokable
{
    /// <summary>How many arguments.</summary>
    int GetArgumentCount();

    /// <summary>One argument, from zero.</summary>
    object? GetArgument(int index);

    /// <summary>Replaces one argument.</summary>
    void SetArgument(int index, object value);

    /// <summary>The method's name.</summary>
    string GetMethodName();

    /// <summary>The interface's name.</summary>
    string GetInterfaceName();

    /// <summary>The interface.</summary>
    Type GetInterfaceType();

    /// <summary>The method as its interface declares it.</summary>
    MethodInfo GetMethod();
}
