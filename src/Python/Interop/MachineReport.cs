using GiftGrab.Cli;

namespace GiftGrab.Interop;

/// <summary>What is on this machine and what works, as the command line tells it.</summary>
internal static class MachineReport
{
    /// <param name="what">devices or doctor.</param>
    /// <exception cref="ArgumentException">It is neither.</exception>
    public static string Of(string what) => what switch
    {
        "devices" => CliJson.Line(DevicesCommand.Look(), CliJson.Readable.DevicesFact),
        "doctor" => Doctor(),
        _ => throw new ArgumentException($"There is no report \"{what}\"; allowed are devices and doctor."),
    };

    private static string Doctor()
    {
        CheckFact[] checks = [.. HealthChecks.Run(Environment.CurrentDirectory)];
        bool isHealthy = Array.TrueForAll(checks, check => check.Ok || !check.Required);
        return CliJson.Line(new DoctorFact(isHealthy, checks), CliJson.Readable.DoctorFact);
    }
}
