namespace GiftGrab;

/// <summary>A plane of a picture in CUDA memory.</summary>
/// <param name="Pointer">The device address of its first row, a <c>CUdeviceptr</c>.</param>
/// <param name="Pitch">Bytes from one row to the next.</param>
public readonly record struct CudaPlane(nint Pointer, int Pitch);
