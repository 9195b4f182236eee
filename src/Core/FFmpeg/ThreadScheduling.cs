using System.Runtime.InteropServices;

namespace GiftGrab;

/// <summary>Keeps the system's scheduling of the calling thread as it is.</summary>
/// <remarks>SVT-AV1 gives the thread that opens it real-time priority where it may, as root; every thread and process that this one
/// starts would inherit that and could starve the machine.</remarks>
internal static partial class ThreadScheduling
{
    /// <summary>Runs somebody else's code, and puts the thread's policy and priority back behind it.</summary>
    public static T Keep<T>(Func<T> run)
    {
        if (!OperatingSystem.IsLinux())
        {
            return run();
        }

        int policy = GetPolicy(0);
        bool isKnown = GetPriority(0, out int priority) == 0 && policy >= 0;
        try
        {
            return run();
        }
        finally
        {
            if (isKnown && GetPolicy(0) != policy)
            {
                _ = SetPolicy(0, policy, priority);
            }
        }
    }

    [LibraryImport("libc", EntryPoint = "sched_getscheduler")]
    private static partial int GetPolicy(int thread);

    [LibraryImport("libc", EntryPoint = "sched_getparam")]
    private static partial int GetPriority(int thread, out int priority);

    [LibraryImport("libc", EntryPoint = "sched_setscheduler")]
    private static partial int SetPolicy(int thread, int policy, in int priority);
}
