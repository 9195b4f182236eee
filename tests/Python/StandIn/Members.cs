using System.Collections;
using System.Linq.Expressions;
using System.Reflection;

namespace GiftGrab.Tests;

/// <summary>Reads every public property and turns every public event of objects on and off, each on a thread of its own.</summary>
internal static class Members
{
    private const BindingFlags Public = BindingFlags.Public | BindingFlags.Instance;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <summary>What was looked at, and what did not return.</summary>
    public static object Held(IEnumerable<object> roots)
    {
        var seen = new HashSet<object>(ReferenceEqualityComparer.Instance);
        var waiting = new Queue<object>(roots);
        var all = new List<string>();
        var held = new List<string>();
        while (waiting.TryDequeue(out object? thing))
        {
            if (!seen.Add(thing))
            {
                continue;
            }

            Type type = thing.GetType();
            foreach (PropertyInfo property in type.GetProperties(Public).Where(property => property.GetIndexParameters().Length == 0))
            {
                object? value = null;
                Call(() => value = property.GetValue(thing), $"{type.Name}.{property.Name}", all, held);
                Follow(value, waiting);
            }

            foreach (EventInfo happening in type.GetEvents(Public))
            {
                Delegate handler = HandlerOf(happening.EventHandlerType!);
                Call(() => happening.AddEventHandler(thing, handler), $"{type.Name}.{happening.Name} +=", all, held);
                Call(() => happening.RemoveEventHandler(thing, handler), $"{type.Name}.{happening.Name} -=", all, held);
            }
        }

        return new { All = all, Held = held };
    }

    private static void Follow(object? value, Queue<object> waiting)
    {
        foreach (object part in value is IEnumerable several and not string ? several.Cast<object>() : [value ?? string.Empty])
        {
            if (part.GetType() is { IsClass: true } type && type.Assembly.GetName().Name!.StartsWith("GiftGrab.", StringComparison.Ordinal))
            {
                waiting.Enqueue(part);
            }
        }
    }

    private static void Call(Action action, string name, List<string> all, List<string> held)
    {
        var thread = new Thread(() =>
        {
            try
            {
                action();
            }
            catch (TargetInvocationException)
            {
                // A property may refuse; it may not wait.
            }
        })
        { IsBackground = true };
        thread.Start();
        all.Add(name);
        if (!thread.Join(Patience))
        {
            held.Add(name);
        }
    }

    private static Delegate HandlerOf(Type type)
    {
        ParameterExpression[] parameters =
            [.. type.GetMethod("Invoke")!.GetParameters().Select(parameter => Expression.Parameter(parameter.ParameterType))];
        return Expression.Lambda(type, Expression.Empty(), parameters).Compile();
    }
}
