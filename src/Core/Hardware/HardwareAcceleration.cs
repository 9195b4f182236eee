using System.Text.Json.Serialization;

namespace GiftGrab;

/// <summary>Which device decodes or encodes pictures.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<HardwareAcceleration>))]
public enum HardwareAcceleration
{
    /// <summary>The processor.</summary>
    Off,

    /// <summary>The first device that works; the processor where none does, with the reason said.</summary>
    Auto,

    /// <summary>NVIDIA's NVDEC and NVENC; pictures in CUDA memory.</summary>
    Nvidia,

    /// <summary>VA-API: Intel and AMD.</summary>
    VaApi,

    /// <summary>Intel Quick Sync.</summary>
    QuickSync,
}
