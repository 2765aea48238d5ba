namespace OrleansOps.Embedded;

/// <summary>Isolates caller and callee: what can change is copied, the rest is shared.</summary>
internal static class Copier<T>
{
    // Read by the JIT as a constant, so that sharing costs nothing.
    private static readonly bool Shared = CopyRules.IsShared(typeof(T));
    private static readonly CopyValue<T> Body = Shared ? static (value, _) => value : CopyRules.Build<T>();

    public static T Copy(T value)
    {
        if (Shared || value is null)
        {
            return value;
        }

        var context = CopyContext.Rent();
        try
        {
            return Copy(value, context);
        }
        finally
        {
            context.Return();
        }
    }

    public static T Copy(T value, CopyContext context)
    {
        if (Shared || value is null)
        {
            return value;
        }

        if (typeof(T).IsValueType)
        {
            return Body(value, context);
        }

        if (value.GetType() != typeof(T) && !CopyRules.IsAddressable(typeof(T)))
        {
            return (T)CopyRules.CopierOf(value.GetType())(value, context);
        }

        return context.Find(value) is { } known ? (T)known : Body(value, context);
    }

    // Entered through the value's own type when it was declared as a base type, an interface or object.
    public static object CopyObject(object value, CopyContext context) => Copy((T)value, context)!;
}
