using System.Reflection;
using System.Reflection.Emit;
using System.Runtime.CompilerServices;

namespace OrleansOps.Embedded;

/// <summary>
/// Emits the reference class of an interface, and for each of its methods a call class that holds the arguments in fields.
/// <code>
/// Task&lt;int&gt; IFoo.Add(List&lt;int&gt; items) =&gt; Send(new Call_Add { Argument0 = Copier&lt;List&lt;int&gt;&gt;.Copy(items) });
/// class Call_Add : Call&lt;int&gt; { ValueTask&lt;int&gt; Run(object target) =&gt; new(((IFoo)target).Add(Argument0)); }
/// </code>
/// </summary>
internal static class ProxyEmitter
{
    private const BindingFlags Anything = BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic;
    private const MethodAttributes Override = MethodAttributes.Public | MethodAttributes.Virtual | MethodAttributes.HideBySig;
    private const MethodAttributes Implement = MethodAttributes.Private | MethodAttributes.Virtual | MethodAttributes.Final | MethodAttributes.NewSlot;

    private static readonly Dictionary<Assembly, ModuleBuilder> Modules = [];
    private static readonly FieldInfo CallerToken = typeof(Call).GetField(nameof(Call.CallerToken))!;
    private static readonly MethodInfo TargetToken = typeof(Call).GetProperty(nameof(Call.TargetToken))!.GetMethod!;
    private static int _count;

    public static Func<Silo, GrainId, GrainReference> Emit(Type interfaceType, List<MethodModel> methods)
    {
        var module = ModuleFor(interfaceType.Assembly);
        var name = $"{interfaceType.Name}_{++_count}";
        var proxy = module.DefineType($"Reference_{name}", TypeAttributes.Public | TypeAttributes.Sealed, typeof(GrainReference), [interfaceType]);
        EmitConstructor(proxy);
        foreach (var (i, method) in methods.Index())
        {
            var parent = typeof(Call<>).MakeGenericType(ResultOf(method));
            var call = module.DefineType($"Call_{name}_{i}_{method.Method.Name}", TypeAttributes.Public | TypeAttributes.Sealed, parent);
            EmitSend(proxy, method, EmitCall(call, method));
        }

        return Factory(proxy.CreateType());
    }

    // Interfaces may be internal, and so are our own classes: each interface's assembly gets one dynamic assembly that may see them.
    private static ModuleBuilder ModuleFor(Assembly assembly)
    {
        if (Modules.TryGetValue(assembly, out var module))
        {
            return module;
        }

        var name = $"OrleansOps.Embedded.References.{assembly.GetName().Name}";
        var builder = AssemblyBuilder.DefineDynamicAssembly(new(name), AssemblyBuilderAccess.Run);
        var attribute = typeof(IgnoresAccessChecksToAttribute).GetConstructor([typeof(string)])!;
        foreach (var seen in assembly.GetReferencedAssemblies().Append(assembly.GetName()).Append(typeof(ProxyEmitter).Assembly.GetName()))
        {
            builder.SetCustomAttribute(new(attribute, [seen.Name!]));
        }

        return Modules[assembly] = builder.DefineDynamicModule(name);
    }

    private static Type ResultOf(MethodModel model) => model.Method.ReturnType.GetGenericArguments() is [var result] ? result : typeof(Nothing);

    private static void EmitConstructor(TypeBuilder proxy)
    {
        var parent = typeof(GrainReference).GetConstructor(Anything, [typeof(Silo), typeof(GrainId)])!;
        var il = proxy.DefineConstructor(MethodAttributes.Public, CallingConventions.HasThis, [typeof(Silo), typeof(GrainId)]).GetILGenerator();
        il.Emit(OpCodes.Ldarg_0);
        il.Emit(OpCodes.Ldarg_1);
        il.Emit(OpCodes.Ldarg_2);
        il.Emit(OpCodes.Call, parent);
        il.Emit(OpCodes.Ret);
    }

    private static Type EmitCall(TypeBuilder type, MethodModel model)
    {
        var parameters = model.Method.GetParameters();
        var fields = parameters.Select((parameter, i) =>
            parameter.ParameterType == typeof(CancellationToken)
                ? null
                : type.DefineField($"Argument{i}", parameter.ParameterType, FieldAttributes.Public)).ToList();
        EmitModel(type);

        var run = type.DefineMethod("Run", Override, typeof(ValueTask<>).MakeGenericType(ResultOf(model)), [typeof(object)]);
        var il = run.GetILGenerator();
        il.Emit(OpCodes.Ldarg_1);
        il.Emit(OpCodes.Castclass, model.Method.DeclaringType!);
        foreach (var field in fields)
        {
            il.Emit(OpCodes.Ldarg_0);
            if (field is null)
            {
                il.Emit(OpCodes.Call, TargetToken);
            }
            else
            {
                il.Emit(OpCodes.Ldfld, field);
            }
        }

        il.Emit(OpCodes.Callvirt, model.Method);
        EmitAsValueTask(il, model.Method.ReturnType);
        il.Emit(OpCodes.Ret);

        var created = type.CreateType();
        created.GetField("TheModel")!.SetValue(null, model);
        model.Arguments = [.. fields.Select(field => field is null ? null : created.GetField(field.Name))];
        return created;
    }

    // Whatever the method returns becomes a ValueTask of its result.
    private static void EmitAsValueTask(ILGenerator il, Type returned)
    {
        if (returned == typeof(void))
        {
            il.Emit(OpCodes.Call, typeof(Task).GetProperty(nameof(Task.CompletedTask))!.GetMethod!);
            returned = typeof(Task);
        }

        if (!returned.IsGenericType)
        {
            il.Emit(OpCodes.Call, typeof(Nothing).GetMethod(nameof(Nothing.After), [returned])!);
        }
        else if (!returned.IsValueType)
        {
            il.Emit(OpCodes.Newobj, typeof(ValueTask<>).MakeGenericType(returned.GetGenericArguments()).GetConstructor([returned])!);
        }
    }

    private static void EmitModel(TypeBuilder type)
    {
        var field = type.DefineField("TheModel", typeof(MethodModel), FieldAttributes.Public | FieldAttributes.Static);
        var getter = type.DefineMethod("get_Model", Override | MethodAttributes.SpecialName, typeof(MethodModel), []);
        var il = getter.GetILGenerator();
        il.Emit(OpCodes.Ldsfld, field);
        il.Emit(OpCodes.Ret);
    }

    private static void EmitSend(TypeBuilder proxy, MethodModel model, Type call)
    {
        var parameters = model.Method.GetParameters();
        var method = proxy.DefineMethod(
            $"{model.Method.DeclaringType}.{model.Method.Name}", Implement, model.Method.ReturnType, [.. parameters.Select(parameter => parameter.ParameterType)]);
        var il = method.GetILGenerator();
        il.Emit(OpCodes.Ldarg_0);
        il.Emit(OpCodes.Newobj, call.GetConstructor([])!);
        foreach (var (i, parameter) in parameters.Index())
        {
            il.Emit(OpCodes.Dup);
            il.Emit(OpCodes.Ldarg, (short)(i + 1));
            if (!CopyRules.IsShared(parameter.ParameterType) && !parameter.IsDefined(typeof(ImmutableAttribute), inherit: false))
            {
                il.Emit(OpCodes.Call, typeof(Copier<>).MakeGenericType(parameter.ParameterType).GetMethod(nameof(Copier<>.Copy), [parameter.ParameterType])!);
            }

            il.Emit(OpCodes.Stfld, model.Arguments[i] ?? CallerToken);
        }

        EmitReturn(il, model);
        proxy.DefineMethodOverride(method, model.Method);
    }

    private static void EmitReturn(ILGenerator il, MethodModel model)
    {
        var result = ResultOf(model);
        var send = model.IsOneWay ? nameof(GrainReference.Post) : nameof(GrainReference.Send);
        il.Emit(OpCodes.Call, typeof(GrainReference).GetMethod(send, Anything)!.MakeGenericMethod(result));

        var returned = model.Method.ReturnType;
        if (returned == typeof(void))
        {
            il.Emit(OpCodes.Pop);
        }
        else if (returned.IsValueType)
        {
            il.Emit(OpCodes.Newobj, returned.GetConstructor([returned.IsGenericType ? typeof(Task<>).MakeGenericType(result) : typeof(Task)])!);
        }

        il.Emit(OpCodes.Ret);
    }

    private static Func<Silo, GrainId, GrainReference> Factory(Type proxy)
    {
        var method = new DynamicMethod("Create", typeof(GrainReference), [typeof(Silo), typeof(GrainId)], proxy.Module, skipVisibility: true);
        var il = method.GetILGenerator();
        il.Emit(OpCodes.Ldarg_0);
        il.Emit(OpCodes.Ldarg_1);
        il.Emit(OpCodes.Newobj, proxy.GetConstructor([typeof(Silo), typeof(GrainId)])!);
        il.Emit(OpCodes.Ret);
        return method.CreateDelegate<Func<Silo, GrainId, GrainReference>>();
    }
}
