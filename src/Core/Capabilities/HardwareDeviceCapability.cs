namespace GiftGrab;

/// <summary>Whether a kind of device works on this machine, found out by opening the first one.</summary>
/// <param name="Kind">The kind.</param>
/// <param name="Name">Its short name, such as <c>vaapi</c>.</param>
/// <param name="IsAvailable">Whether it opened.</param>
/// <param name="Reason">Why it did not; <see langword="null"/> where it did.</param>
public sealed record HardwareDeviceCapability(HardwareAcceleration Kind, string Name, bool IsAvailable, string? Reason);
