using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Loader;
using System.Text;
using System.Text.Json;
using GiftGrab.Interop;

namespace GiftGrab.Tests;

/// <summary>Stands in for pythonnet in the tests: code of its own in the runtime that the package started, which looks at the
/// library's public face by reflection, as pythonnet does.</summary>
public static unsafe class StandIn
{
    /// <summary>Answers a question in JSON.</summary>
    /// <returns>How many bytes the answer needs.</returns>
    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    public static int Ask(byte* question, long source, long target, byte* answer, int capacity)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(Answer(Marshal.PtrToStringUTF8((nint)question)!, source, target) + '\0');
        bytes.AsSpan(0, Math.Min(bytes.Length, capacity)).CopyTo(new Span<byte>(answer, capacity));
        return bytes.Length;
    }

    private static string Answer(string question, long source, long target)
    {
        try
        {
            return JsonSerializer.Serialize(question switch
            {
                "contexts" => Contexts(),
                "members" => Members.Held([Handles.GetSource(source), Handles.GetTarget(target)]),
                "surface" => PublicSurface.Describe(),
                "round trip" => RoundTrip(source, target),
                _ => (object)$"There is no question {question}.",
            });
        }
        catch (Exception exception)
        {
            return JsonSerializer.Serialize(exception.ToString());
        }
    }

    /// <summary>The contexts of the library's assemblies, loaded anew by their paths as pythonnet's AddReference does.</summary>
    private static object Contexts() =>
        AppDomain.CurrentDomain.GetAssemblies()
            .Where(assembly => assembly.GetName().Name!.StartsWith("GiftGrab.", StringComparison.Ordinal) && assembly.Location.Length > 0)
            .Select(assembly => new
            {
                assembly.GetName().Name,
                IsDefault = AssemblyLoadContext.GetLoadContext(assembly) == AssemblyLoadContext.Default,
                IsSame = Assembly.LoadFrom(assembly.Location) == assembly,
            })
            .ToArray();

    private static object RoundTrip(long source, long target)
    {
        VideoSource before = Handles.GetSource(source);
        VideoTarget writer = Handles.GetTarget(target);
        TestPattern own = VideoSourceFactory.CreateTestPattern(
            new TestPatternOptions { Width = 320, Height = 240, FrameCount = 5, Pace = Pace.AsFast });
        long handle = Handles.OfSource(own, "bgra");
        return new
        {
            IsSame = ReferenceEquals(before, Handles.GetSource(source)) && ReferenceEquals(writer, Handles.GetTarget(target)),
            IsOwn = ReferenceEquals(own, Handles.GetSource(handle)),
            Handle = handle,
            Stale = Refusal(() => Handles.GetSource(target)),
        };
    }

    private static string Refusal(Action action)
    {
        try
        {
            action();
            return string.Empty;
        }
        catch (ObjectDisposedException exception)
        {
            return exception.Message;
        }
    }
}
