namespace GiftGrab;

/// <summary>Whether cards are simulated though real ones were asked for.</summary>
internal static class Simulation
{
    /// <summary>The environment variable that asks for it, with the value 1.</summary>
    public const string Variable = "GIFTGRAB_SIMULATE_DEVICES";

    /// <summary>Whether the environment asks for it.</summary>
    /// <exception cref="VideoSourceException">The variable has a value that means nothing.</exception>
    public static bool IsAskedFor => Environment.GetEnvironmentVariable(Variable) switch
    {
        null or "" or "0" => false,
        "1" => true,
        var other => throw new VideoSourceException($"{Variable}={other} is not understood; allowed are 1 (simulate the cards) and 0."),
    };

    /// <summary>Says that a device is not the real one.</summary>
    public static void Warn(string device) => SourcesLog.Simulated(GiftGrabLog.Logger, device, Variable);
}
